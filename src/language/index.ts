export { ambiguousForms, isCommonWord, writtenForms } from './ambiguous-forms.ts'
export { identify } from './identify.ts'
export { normaliseHebrew } from '../engine/index.ts'
