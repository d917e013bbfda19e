import type { Command } from './command.ts'

/** Every verb of the command line, in the order in which a newcomer needs them. */
export const commands: readonly Command[] = [
  {
    name: 'up',
    usage: '',
    about: 'Starts Heed and prints the address of its pages. Ctrl-C stops it when the work in hand is done.',
    options: {},
    load: async () => (await import('./commands/up.ts')).up,
  },
  {
    name: 'migrate',
    usage: '',
    about: 'Brings the database to this version. `heed up` does so by itself.',
    options: {},
    load: async () => (await import('./commands/migrate.ts')).migrate,
  },
  {
    name: 'init',
    usage: '--workspace NAME --brand WORD… --owner EMAIL [--language en|he] [--country CC] [--zone ZONE]',
    about: 'Begins a workspace that listens for a brand’s words, and prints a link that signs its owner in. Again: another link.',
    options: {
      workspace: { type: 'string' }, brand: { type: 'string', multiple: true }, owner: { type: 'string' },
      language: { type: 'string' }, country: { type: 'string' }, zone: { type: 'string' },
    },
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'query add',
    usage: "'TEXT' --name N [--in WORKSPACE]",
    about: 'Begins to listen for TEXT, in the query language (docs/query-language.md).',
    options: { name: { type: 'string' }, in: { type: 'string' } },
    load: async () => (await import('./commands/query.ts')).queryAdd,
  },
  {
    name: 'query list',
    usage: '[--json] [--in WORKSPACE]',
    about: 'The standing queries.',
    options: { json: { type: 'boolean' }, in: { type: 'string' } },
    load: async () => (await import('./commands/query.ts')).queryList,
  },
  {
    name: 'source add',
    usage: 'KIND [--set key=value]… [--name N] [--in WORKSPACE]',
    about: 'Begins to listen to a network, after proof that it answers. KIND: bluesky (jetstream=URL or firehose=URL), feed (url=URL).',
    options: { set: { type: 'string', multiple: true }, name: { type: 'string' }, in: { type: 'string' } },
    load: async () => (await import('./commands/source.ts')).sourceAdd,
  },
  {
    name: 'source list',
    usage: '[--json] [--in WORKSPACE]',
    about: 'The sources and how they fare.',
    options: { json: { type: 'boolean' }, in: { type: 'string' } },
    load: async () => (await import('./commands/source.ts')).sourceList,
  },
  {
    name: 'mentions',
    usage: '[--since T] [--query N] [--json] [--in WORKSPACE]',
    about: 'Mentions, newest first. T is a moment (2026-03-01, 2026-03-01T12:00Z) or a span back from now (30m, 24h, 7d).',
    options: { since: { type: 'string' }, query: { type: 'string' }, json: { type: 'boolean' }, in: { type: 'string' } },
    load: async () => (await import('./commands/mentions.ts')).mentions,
  },
  {
    name: 'gaps',
    usage: '[--json] [--in WORKSPACE]',
    about: 'The gap ledger: when a source was not listened to, and how much of that was replayed.',
    options: { json: { type: 'boolean' }, in: { type: 'string' } },
    load: async () => (await import('./commands/gaps.ts')).gaps,
  },
  {
    name: 'backup',
    usage: 'FILE',
    about: 'Writes everything, with the installation’s secret, to FILE; also while Heed runs. Keep it where only you can read it.',
    options: {},
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    usage: 'FILE',
    about: 'Puts a backup into a new installation (a HEED_DATA folder or database that holds nothing yet).',
    options: {},
    load: async () => (await import('./commands/restore.ts')).restore,
  },
]
