/** `FileVersionRecycled` → “File version recycled”, `Add member to role.` → “Add member to role”; cmdlets stay. */
export function operationWords(operation: string): string {
  const bare = operation.trim().replace(/\.$/, '');
  if (!/^[A-Za-z\d]+$/.test(bare) || /^[A-Z\d]+$/.test(bare)) return bare;
  const apart = bare
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  const words = apart
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
  const joined = words.join(' ');
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}
