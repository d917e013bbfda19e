import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ port: 4333, host: '127.0.0.1', url: 'http://localhost:4333', databaseUrl: null, mail: null, allowPrivate: false })
  })

  it('takes what is set and empty for not set', () => {
    expect(readConfig({ HEED_PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4333, databaseUrl: null })
  })

  it('has no slash at the end of its address', () => {
    expect(readConfig({ HEED_URL: 'https://heed.example/' }).url).toBe('https://heed.example')
  })

  it.each([
    ['HEED_PORT', { HEED_PORT: 'lots' }],
    ['HEED_PORT', { HEED_PORT: '70000' }],
    ['HEED_URL', { HEED_URL: 'heed.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['HEED_SECRET', { HEED_SECRET: 'short' }],
    ['HEED_ALLOW_PRIVATE', { HEED_ALLOW_PRIVATE: 'yes' }],
    ['HEED_SMTP_URL and HEED_MAIL_FROM', { HEED_SMTP_URL: 'smtp://localhost' }],
  ])('names %s when it is wrong', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(name)
  })
})
