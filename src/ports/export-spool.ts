/** Where one file is written before somebody takes it. */
export interface SpoolWriter {
  /** Resolves when the text is taken, so that a slow disk slows the reading. */
  write(text: string): Promise<void>;
  /** Ends the file and gives its size in bytes. */
  close(): Promise<number>;
}

/** Files of exports on their way to the person who asked. Failures are `AppError`s that name the setting. */
export interface ExportSpool {
  /** Begins a file; its id must not have been used before. */
  open(id: string): Promise<SpoolWriter>;
  /** Bytes of a closed file from `start` on, fewer than `length` at its end. */
  read(id: string, start: number, length: number): Promise<Uint8Array>;
  /** Also of a file still being written, and of none. */
  remove(id: string): Promise<void>;
  /** Drops what runs before this one left behind. */
  sweep(): Promise<void>;
}
