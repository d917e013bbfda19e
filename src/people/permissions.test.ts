import { describe, expect, it } from 'vitest'
import { Role } from './contract.ts'
import { mayDo, mayGrant, permissions, permissionsOf } from './permissions.ts'

describe('permissions', () => {
  it('give an owner everything and nobody more than a manager but them', () => {
    expect(permissionsOf('owner')).toEqual(permissions)
    for (const role of Role.options.filter((one) => one !== 'owner')) {
      expect(permissionsOf(role).filter((permission) => !mayDo('manager', permission))).toEqual([])
    }
  })

  it('let a viewer change nothing', () => {
    expect(permissionsOf('viewer').filter((permission) => !permission.endsWith(':read'))).toEqual([])
  })

  it('let a partner read what was heard and what is listened for, and nothing about people', () => {
    expect(permissionsOf('partner')).toEqual(['workspace:read', 'query:read', 'mention:read', 'view:read'])
  })

  it('let nobody do what is not in the table', () => {
    for (const role of Role.options) {
      for (const made of ['', 'mention', 'mention:write', 'toString', '__proto__', 'constructor']) expect(mayDo(role, made)).toBe(false)
    }
  })

  it('leave owners to owners', () => {
    expect(Role.options.filter((role) => mayGrant(role, 'owner'))).toEqual(['owner'])
    expect(mayGrant('manager', 'manager')).toBe(true)
  })
})
