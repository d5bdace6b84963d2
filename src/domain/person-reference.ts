const userPrincipalName = /^[^@\s:]+@[^@\s:;]+$/;
const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** True for what names somebody by her object id. */
export function isObjectId(text: string): boolean {
  return objectId.test(text);
}

/** True for a user principal name or an object id; ids of conversations (`19:…@thread.tacv2`) are none. */
export function namesPerson(text: string): boolean {
  return userPrincipalName.test(text) || objectId.test(text);
}
