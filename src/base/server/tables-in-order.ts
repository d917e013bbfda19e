import type pg from 'pg'

/** A table as a backup sees it. */
export type BackupTable = {
  /** Quoted: `public.fact`, `auth."user"`. */
  readonly name: string
  /** Quoted, without generated ones. */
  readonly columns: readonly string[]
}

const TABLES = `
  select c.oid::int as id, format('%I.%I', n.nspname, c.relname) as name,
    (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select coalesce(array_agg(distinct k.confrelid::int), '{}') from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and not k.condeferred) as needs
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'auth') and c.relname <> 'migration'
  order by name`

/** Every table of Heed, those that others point to first, so that rows can be put back with their references checked; deferred ones at the end. */
export async function tablesInOrder(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ id: number; name: string; columns: string[]; needs: number[] }>(TABLES)
  const ordered: BackupTable[] = []
  const done = new Set<number>()
  while (ordered.length < rows.length) {
    const ready = rows.filter(({ id, needs }) => !done.has(id) && needs.every((other) => done.has(other)))
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    for (const { id, name, columns } of ready) {
      done.add(id)
      ordered.push({ name, columns })
    }
  }
  return ordered
}
