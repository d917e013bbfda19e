/** What the web and others may ask about asks: raising and following them, answering, what a department offers, and the ledger. */
export * from './ask-contract.ts'
export * from './raise-contract.ts'
export * from './deed-contract.ts'
export * from './answer-contract.ts'
export * from './card-contract.ts'
export * from './choices-contract.ts'
export * from './live-contract.ts'
export * from './ledger-contract.ts'
