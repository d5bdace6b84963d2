const inFigures = (count: number) => count.toLocaleString('en');

/** “1 message”, “1,204 messages”. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${inFigures(count)} ${count === 1 ? one : several}`;
}
