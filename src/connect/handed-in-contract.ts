/** What is handed in: by programs, by hand, and by those who work here. Part of contract.ts, the door. */
export * from './clip/clip-contract.ts'
export * from './hear/hear-contract.ts'
export * from './webhook/webhook-contract.ts'
