type Fields = Readonly<Record<string, unknown>>;

/** Structured log; the implementation redacts secrets. */
export interface Log {
  debug(fields: Fields, message: string): void;
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
}
