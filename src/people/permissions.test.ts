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

  it('let a viewer change nothing, but speak for their department where it is asked', () => {
    expect(permissionsOf('viewer').filter((permission) => !permission.endsWith(':read'))).toEqual(['ask:answer', 'card:manage', 'ledger:answer'])
  })

  it('let a partner read what was heard and what is listened for, nothing about people, and ask and be asked for their own side', () => {
    expect(permissionsOf('partner').filter((permission) => !/^(ask|card|ledger):/.test(permission))).toEqual(['workspace:read', 'query:read', 'mention:read', 'view:read'])
    expect(permissionsOf('partner').filter((permission) => /^(ask|card|ledger):/.test(permission))).not.toContain('ask:manage')
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
