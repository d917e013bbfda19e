/** The time of this machine. Handed to whoever needs one; tests hand out their own. */
export const systemNow = (): Date => new Date()
