import type { FakeNetwork } from '../fake-network.ts'
import type { Files, Reject } from './files.ts'
import type { Settings } from './settings.ts'

/** Files in memory, and what was told of them. */
export type FakeFiles = Files & { readonly rejects: Map<number, Reject>; readonly ends: string[]; bytes: Buffer }

/** One file, whatever it is asked for. */
export function fakeFiles(content: string | Uint8Array): FakeFiles {
  const rejects = new Map<number, Reject>()
  const ends: string[] = []
  const files: FakeFiles = {
    bytes: Buffer.from(content as Uint8Array),
    rejects,
    ends,
    read: async (_ref, at, bytes) => files.bytes.subarray(at, at + bytes),
    reject: async (_ref, rows) => {
      for (const row of rows) rejects.set(row.row, row)
    },
    end: async (_ref, why) => void ends.push(why),
  }
  return files
}

export const ID = '0197a000-0000-7000-8000-0000000000f1'

/** Settings of a table with these columns: what is not said is as most tables have it. */
export function settingsOf(mapping: Settings['mapping'], parts: Partial<Omit<Settings, 'reading'>> & { reading?: Partial<Settings['reading']> } = {}): Settings {
  return {
    workspaceId: ID, importId: ID, uploadId: ID, columns: 0, dateStyle: null, zone: 'Asia/Jerusalem', place: null, form: 'post', identity: null, mapping,
    ...parts,
    reading: { format: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 1, ...parts.reading },
  }
}

/** A table to which people write rows. `files` is what its connector reads from. */
export async function openFakeFile(): Promise<FakeNetwork<Settings> & { files: FakeFiles }> {
  const files = fakeFiles('\ufeffid,text,author\r\n')
  let said = 0
  const settings = settingsOf({ id: '0', text: '1', authorName: '2' }, { columns: 3, identity: { by: 'id', scope: 'test' } })
  return {
    files,
    settings,
    wrong: [{ ...settings, mapping: {} }],
    say: async (text) => {
      const id = `post-${said += 1}`
      files.bytes = Buffer.concat([files.bytes, Buffer.from(`${id},"${text.replaceAll('"', '""')}",Dana\r\n`)])
      return `test:${id}`
    },
    close: async () => undefined,
  }
}
