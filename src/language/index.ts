export { identify, type Identified } from './identify.ts'
export { normaliseHebrew } from '../engine/index.ts'
