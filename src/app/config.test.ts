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

  it('reads which hosts of models may be in our own network', () => {
    expect(readConfig({}).assistHosts).toEqual([])
    expect(readConfig({ HEED_ASSIST_HOSTS: 'localhost:11434, Models.lan:80,10.0.0.5:8000,[fd00::1]:8000' }).assistHosts).toEqual(['localhost:11434', 'models.lan', '10.0.0.5:8000', '[fd00::1]:8000'])
    for (const wrong of ['http://models.lan', 'models.lan/v1', '10.0.0.0/8', '*']) expect(() => readConfig({ HEED_ASSIST_HOSTS: wrong })).toThrow(/HEED_ASSIST_HOSTS/)
  })

  it('finds the mailbox for answers, which has the sender’s address unless it says another', () => {
    const mail = { HEED_SMTP_URL: 'smtp://heed:secret@mail.example', HEED_MAIL_FROM: 'Heed of Lantern <Heed@lantern.example>' }
    expect(readConfig(mail).inbox).toBeNull()
    expect(readConfig({ ...mail, HEED_INBOX_URL: 'imaps://heed%40lantern.example:s%40cret@mail.example' }).inbox).toEqual({
      account: { host: 'mail.example', port: 993, security: 'tls', user: 'heed@lantern.example', password: 's@cret', grant: undefined },
      folder: 'INBOX', address: 'heed@lantern.example', hasPlus: true,
    })
    const grant = { tokenUrl: 'https://login.example/token', clientId: 'id', refreshToken: 'granted' }
    expect(readConfig({
      HEED_INBOX_URL: 'imap://heed@mail.example:1143/Answers%20here', HEED_INBOX_ADDRESS: 'answers@lantern.example', HEED_INBOX_PLUS: '0',
      HEED_INBOX_OAUTH_TOKEN_URL: grant.tokenUrl, HEED_INBOX_OAUTH_CLIENT_ID: grant.clientId, HEED_INBOX_OAUTH_REFRESH_TOKEN: grant.refreshToken,
    }).inbox).toEqual({
      account: { host: 'mail.example', port: 1143, security: 'starttls', user: 'heed', grant }, folder: 'Answers here', address: 'answers@lantern.example', hasPlus: false,
    })
  })

  it.each([
    ['HEED_PORT', { HEED_PORT: 'lots' }],
    ['HEED_PORT', { HEED_PORT: '70000' }],
    ['HEED_URL', { HEED_URL: 'heed.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['HEED_SECRET', { HEED_SECRET: 'short' }],
    ['HEED_ALLOW_PRIVATE', { HEED_ALLOW_PRIVATE: 'yes' }],
    ['HEED_SMTP_URL and HEED_MAIL_FROM', { HEED_SMTP_URL: 'smtp://localhost' }],
    ['HEED_SMTP_OAUTH_REFRESH_TOKEN', { HEED_SMTP_URL: 'smtp://localhost', HEED_MAIL_FROM: 'a@b.example', HEED_SMTP_OAUTH_CLIENT_ID: 'id' }],
    ['HEED_INBOX_URL', { HEED_INBOX_URL: 'pop3://heed:secret@mail.example' }],
    ['HEED_INBOX_URL has no user', { HEED_INBOX_URL: 'imaps://mail.example', HEED_INBOX_ADDRESS: 'answers@lantern.example' }],
    ['HEED_INBOX_URL has no password', { HEED_INBOX_URL: 'imaps://heed@mail.example', HEED_INBOX_ADDRESS: 'answers@lantern.example' }],
    ['HEED_INBOX_ADDRESS', { HEED_INBOX_URL: 'imaps://heed:secret@mail.example' }],
    ['HEED_INBOX_ADDRESS', { HEED_INBOX_URL: 'imaps://heed:secret@mail.example', HEED_INBOX_ADDRESS: 'answers' }],
    ['HEED_INBOX_OAUTH_TOKEN_URL', { HEED_INBOX_URL: 'imaps://heed@mail.example', HEED_INBOX_ADDRESS: 'a@b.example', HEED_INBOX_OAUTH_REFRESH_TOKEN: 'x' }],
  ])('names %s when it is wrong', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(name)
  })
})
