/** How a stream is cut into batches, the same for both kinds. */

/** Frames of one batch: it is stored in one transaction. */
export const BATCH_FRAMES_MAX = 500
/** How long a batch waits for company; stays unnoticed beside the time to store it. */
export const BATCH_LINGER_MS = 20
/** A stream that has said nothing for so long gives a heartbeat instead. */
export const QUIET_MS = 5_000
/** How long `prove` waits for a sample. */
export const SAMPLE_WAIT_MS = 2_000
