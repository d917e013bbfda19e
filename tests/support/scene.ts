import { afterAll, beforeAll } from 'vitest'
import { openScene, type Scene } from '../simulate/scene.ts'
import { testDatabase, type TestDatabase } from './postgres.ts'

/** A scene on a database of the test file's own: there from before its first test until after its last. */
export function useScene(): Scene {
  const scene = {} as Scene
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await testDatabase()
    Object.assign(scene, openScene(database))
  })
  afterAll(async () => {
    if (database) await scene.close()
    await database?.close()
  })
  return scene
}
