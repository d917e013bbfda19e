import { expect, test } from 'vitest'
import { SourceError } from '../error.ts'
import { addressesToDial, isPublicAddress } from './public-address.ts'

test.each([
  '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1',
  '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1',
  '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0',
  'fec0::1', 'ff02::1', '4000::1', '', 'localhost', '1.2.3.4.5', 'not an address',
])('%s does not belong to the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '::ffff:93.184.216.34', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
  '%s belongs to the public internet',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

const resolver = (...addresses: string[]) => async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

test('of a name with public and private addresses, only the public ones are dialled', async () => {
  const addresses = await addressesToDial('mixed.example', isPublicAddress, resolver('10.0.0.1', '93.184.216.34', '::1'))
  expect(addresses).toEqual([{ address: '93.184.216.34', family: 4 }])
})

test.each(['localhost', 'LOCALHOST.', 'db.localhost'])('%s is refused before anybody is asked for its address', async (host) => {
  const asked = addressesToDial(host, isPublicAddress, () => Promise.reject(new Error('asked')))
  await expect(asked).rejects.toThrow(SourceError)
})

test('a name with private addresses only is refused for good, in a sentence', async () => {
  const error = await addressesToDial('inside.example', isPublicAddress, resolver('10.0.0.1', '::1')).catch((error: unknown) => error)
  expect(error instanceof SourceError && [error.then, error.message]).toEqual([
    'stop', 'inside.example is a private address. This installation is set to reach public addresses only.',
  ])
})

test('where every address may be dialled, private ones are', async () => {
  expect(await addressesToDial('[::1]', () => true, resolver())).toEqual([{ address: '::1', family: 6 }])
})
