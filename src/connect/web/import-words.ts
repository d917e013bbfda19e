import type { MessageKey } from '../../base/wording.ts'
import type { DateStyle, Field, Reading } from '../import-contract.ts'

/** What each thing of a file is called. */
export const FIELD_WORDS: Record<Field, MessageKey> = {
  text: 'connect.import.field.text',
  title: 'connect.import.field.title',
  date: 'connect.import.field.date',
  time: 'connect.import.field.time',
  authorName: 'connect.import.field.author_name',
  authorHandle: 'connect.import.field.author_handle',
  authorId: 'connect.import.field.author_id',
  followers: 'connect.import.field.followers',
  url: 'connect.import.field.url',
  network: 'connect.import.field.network',
  lang: 'connect.import.field.lang',
  id: 'connect.import.field.id',
  replyTo: 'connect.import.field.reply_to',
}

export const STYLE_WORDS: Record<DateStyle, MessageKey> = {
  iso: 'connect.import.style.iso',
  day_first: 'connect.import.style.day_first',
  month_first: 'connect.import.style.month_first',
  words: 'connect.import.style.words',
  excel: 'connect.import.style.excel',
  unix_s: 'connect.import.style.unix_s',
  unix_ms: 'connect.import.style.unix_ms',
}

export const DELIMITER_WORDS: Record<Reading['delimiter'], MessageKey> = {
  ',': 'connect.import.delimiter.comma',
  ';': 'connect.import.delimiter.semicolon',
  '\t': 'connect.import.delimiter.tab',
  '|': 'connect.import.delimiter.bar',
}

/** Encodings that have a name of their own in every language have none here. */
export const ENCODING_WORDS: Partial<Record<Reading['encoding'], MessageKey>> = {
  'windows-1255': 'connect.import.encoding.hebrew',
  'windows-1252': 'connect.import.encoding.latin',
  'windows-1251': 'connect.import.encoding.cyrillic',
  'windows-1256': 'connect.import.encoding.arabic',
}
