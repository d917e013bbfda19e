export { ambiguousForms, isCommonWord } from './ambiguous-forms.ts'
export { identify, type Identified } from './identify.ts'
export { normaliseHebrew } from '../engine/index.ts'
