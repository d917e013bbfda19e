/** What is wrong with a row that cannot be taken in. */
export type Reason = 'no_text' | 'no_date' | 'columns' | 'encoding' | 'too_long' | 'quote' | 'json'

/** A row kept apart. `row` is counted from 1 as a spreadsheet counts; `raw` is its beginning, as it stands in the file. */
export type Reject = { readonly row: number; readonly reason: Reason; readonly raw: string }

/** One import of one workspace, and the file it reads. */
export type ImportRef = { readonly workspaceId: string; readonly importId: string; readonly uploadId: string }

/** Where files lie, as far as reading one goes: handed in by whoever has the database. Throws SourceError when it is away. */
export type Files = {
  /** Bytes from `at` on: as many as asked for, fewer only at the file's end. None where there is no such file. */
  read(ref: ImportRef, at: number, bytes: number): Promise<Uint8Array>
  /** Keeps rows apart. The same row again changes nothing. */
  reject(ref: ImportRef, rejects: readonly Reject[]): Promise<void>
  /** The file has been read, or will not be read further. Said again, it changes nothing. */
  end(ref: ImportRef, why: 'done' | 'too_many_bad'): Promise<void>
}
