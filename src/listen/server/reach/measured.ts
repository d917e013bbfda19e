/**
 * Languages in which it was measured, on posts labelled by people, how well feelings and intents are understood (ISO 639-1): `npm run bench --
 * quality` prints how well. Of others nobody knows.
 */
export const MEASURED_LANGUAGES: ReadonlySet<string> = new Set(['en', 'he', 'ar', 'fr', 'de', 'hi', 'it', 'pt', 'es'])
