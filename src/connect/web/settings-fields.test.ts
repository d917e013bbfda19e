import { expect, it } from 'vitest'
import { z } from 'zod'
import { feed } from '../feed/connector.ts'
import { fieldsOf, settingsOf, shownIn } from './settings-fields.ts'

const Settings = z.object({
  host: z.string().describe('The host'),
  port: z.int().default(993).describe('The port'),
  security: z.enum(['tls', 'starttls']).describe('How it is encrypted'),
  password: z.string().meta({ secret: true }).describe('The password'),
  folders: z.array(z.string()).optional().describe('The folders'),
  hosts: z.union([z.string(), z.array(z.string())]).optional().describe('One host or more'),
  isBusy: z.boolean().optional().describe('Whether it is busy'),
})
const fields = fieldsOf(z.toJSONSchema(Settings, { io: 'input' }))

it('reads each kind of field, in order', () => {
  expect(fields.map(({ name, kind, isRequired }) => `${name} ${kind}${isRequired ? '!' : ''}`)).toEqual([
    'host text!', 'port number', 'security choice!', 'password secret!', 'folders list', 'hosts list', 'isBusy switch',
  ])
  expect(fields[2]?.choices).toEqual(['tls', 'starttls'])
  expect(fields[0]?.about).toBe('The host')
})

it('turns what was written into settings that the connector takes', () => {
  const texts = { host: ' mail.example ', port: '143', security: 'tls', password: ' p w', folders: 'INBOX\n שירות, חדש \n', hosts: '', isBusy: 'on' }
  const settings = settingsOf(fields, texts)
  expect(Settings.parse(settings)).toEqual({
    host: 'mail.example', port: 143, security: 'tls', password: ' p w', folders: ['INBOX', 'שירות, חדש'], isBusy: true,
  })
})

it('shows settings as they were written, but never a secret', () => {
  const settings = { host: 'mail.example', folders: ['INBOX', 'שירות'], password: 'p w', isBusy: true }
  const shown = Object.fromEntries(fields.map((field) => [field.name, shownIn(field, settings[field.name as keyof typeof settings])]))
  expect(shown).toEqual({ host: 'mail.example', port: '993', security: '', password: '', folders: 'INBOX\nשירות', hosts: '', isBusy: 'on' })
})

it('draws the form of a connector there is', () => {
  expect(fieldsOf(z.toJSONSchema(feed.settings, { io: 'input' })).map(({ name, kind }) => [name, kind])).toEqual([['url', 'text']])
})
