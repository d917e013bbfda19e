/** Languages that people ask for, before anything was heard in them. */
export const LANGUAGES = [
  'he', 'en', 'ar', 'ru', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'pl', 'ro', 'uk', 'tr', 'fa', 'am', 'hi', 'ja', 'ko', 'zh', 'el', 'hu', 'cs', 'sv', 'da', 'fi', 'no', 'vi', 'th', 'id',
] as const

/** The ISO 639-1 code of a language by its name: in English, in Hebrew, or its own; null when it is the name of none that we know. */
export function languageCode(name: string): string | null {
  const wanted = name.trim().toLowerCase()
  return LANGUAGES.find((code) => ['en', 'he', code].some((reader) => namesIn(reader).of(code)?.toLowerCase() === wanted)) ?? null
}

const namesIn = (reader: string) => new Intl.DisplayNames(reader, { type: 'language' })
