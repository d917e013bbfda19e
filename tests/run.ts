/**
 * What `npm test` runs: types, lint, unused code and dependencies, then every test. The last line is the count of them all,
 * `N passed, N failed`, with `, N skipped` when some were. Exits 0 only if nothing failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Count = { passed: number; failed: number; skipped: number }

/** What we read of Vitest's JSON report. */
type Report = {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const checks = [['tsc', '-p', '.'], ['oxlint'], ['knip']].map(check)
const counts = [...checks, tests()]
const total = (which: keyof Count) => counts.reduce((sum, count) => sum + count[which], 0)
const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : ''
process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed${skipped}\n`)
process.exitCode = total('failed') === 0 ? 0 : 1

/** A check counts as one test. */
function check(command: string[]): Count {
  process.stdout.write(`\n${command.join(' ')}\n`)
  const ok = run(command)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}

function tests(): Count {
  const folder = mkdtempSync(join(tmpdir(), 'heed-report-'))
  const file = join(folder, 'report.json')
  const ok = run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    // A file that did not load, an error outside of any test: neither is in the count of failed tests.
    const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'))
    const failed = report.numFailedTests + broken.length
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && !(ok && report.success) ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run([program = '', ...args]: string[]): boolean {
  return spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' }).status === 0
}
