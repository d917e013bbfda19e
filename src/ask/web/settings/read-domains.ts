const DOMAIN = /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+$/

/** Domains of mail as people write them, apart by commas or spaces, an @ in front or not; null when one of them is none. */
export function readDomains(text: string): string[] | null {
  const domains = text.toLowerCase().split(/[\s,;]+/).map((each) => each.replace(/^.*@/, '')).filter((each) => each !== '')
  return domains.every((each) => DOMAIN.test(each)) ? [...new Set(domains)] : null
}
