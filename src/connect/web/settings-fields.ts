/** A connector's settings as fields to be filled in: read from their JSON Schema, which its zod schema gives. */

/** One field. A `list` is written as lines; of a `secret` nothing comes back from the server. */
export type SettingField = {
  readonly name: string
  readonly kind: 'text' | 'secret' | 'number' | 'switch' | 'choice' | 'list'
  /** What kind of text, for a `text`. */
  readonly format: 'text' | 'url' | 'email'
  /** Said by its connector, in English: for whoever has no sentence of ours for it. */
  readonly about: string
  readonly isRequired: boolean
  readonly choices: readonly string[]
  readonly initial: unknown
}

type Schema = {
  readonly type?: string
  readonly format?: string
  readonly description?: string
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly secret?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** The fields of these settings, in the order in which they were declared. */
export function fieldsOf(settings: Readonly<Record<string, unknown>>): SettingField[] {
  const schema: Schema = settings
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    kind: kindOf(field),
    format: field.format === 'uri' ? 'url' : field.format === 'email' ? 'email' : 'text',
    about: field.description ?? '',
    isRequired: (schema.required ?? []).includes(name) && field.default === undefined,
    choices: choicesOf(field),
    initial: field.default,
  }))
}

function kindOf(field: Schema): SettingField['kind'] {
  if (field.secret) return 'secret'
  if (choicesOf(field).length > 0) return 'choice'
  if (field.type === 'array' || field.anyOf?.some(({ type }) => type === 'array')) return 'list'
  if (field.type === 'boolean') return 'switch'
  return field.type === 'integer' || field.type === 'number' ? 'number' : 'text'
}

function choicesOf(field: Schema): string[] {
  const values = field.enum ?? field.anyOf?.flatMap((each) => each.enum ?? (each.const === undefined ? [] : [each.const])) ?? []
  return values.filter((value) => typeof value === 'string')
}

/** What stands in a field, as text; a switch is `on` or nothing. */
export function shownIn({ kind, initial }: SettingField, value: unknown = initial): string {
  if (value === undefined || value === null || kind === 'secret') return ''
  if (kind === 'switch') return value === true ? 'on' : ''
  return [value].flat().join('\n')
}

/**
 * The settings that the texts of a form mean. What is empty is left out: it then has its default, and a secret stays as it was.
 */
export function settingsOf(fields: readonly SettingField[], texts: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field): [string, unknown][] => {
    const written = texts[field.name] ?? ''
    const text = field.kind === 'secret' ? written : written.trim()
    if (field.kind === 'switch') return [[field.name, text === 'on']]
    if (text === '') return []
    if (field.kind === 'number') return [[field.name, Number(text)]]
    if (field.kind === 'list') return [[field.name, text.split('\n').map((line) => line.trim()).filter((line) => line !== '')]]
    return [[field.name, text]]
  }))
}
