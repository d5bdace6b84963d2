/** A file to send, read piece by piece. */
export interface UploadSource {
  readonly bytes: number;
  /** Bytes from `start` on; as many as asked, fewer at the end. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/** Sends files to where Teams says that a person keeps hers. */
export interface FileUpload {
  /** False where Teams takes no files from bots at all (GCC High, DoD). */
  readonly offered: boolean;
  /** Throws an `AppError`; `not-allowed` when the address is not one of Microsoft's file stores. */
  send(uploadUrl: string, source: UploadSource, signal: AbortSignal): Promise<void>;
}
