export { ambiguousForms, isCommonWord } from './ambiguous-forms.ts'
export { identify } from './identify.ts'
export { normaliseHebrew } from '../engine/index.ts'
