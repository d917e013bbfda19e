/**
 * Stands in for zod in the web app (see vite.config.ts). The web asks with contracts and never parses with them: of a contract
 * it needs name and kind, so 20 kB of zod and the building of every schema stay out of each first view. Whoever parses here
 * after all is told at once.
 */
const anything: unknown = new Proxy(() => {}, {
  get: (_, property) => {
    if (typeof property === 'symbol' || /^(safe)?parse/i.test(property) || property === 'options') throw new Error(`the web app has no zod: ${String(property)}`)
    return anything
  },
  apply: () => anything,
})

export const z = anything
