import { variables } from '../env.ts'
import { runCommand } from './run-command.ts'

/** `npm run kutsu -- help`: the command line of the service. */
process.exitCode = await runCommand(process.argv.slice(2), variables, (line) => process.stdout.write(`${line}\n`))
