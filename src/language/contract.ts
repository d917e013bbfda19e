/** What is understood of a post, in words that pages know too. */
export { INTENTS, type Intent, MEASURED_ON, type Sentiment, SENTIMENTS } from './understanding.ts'
