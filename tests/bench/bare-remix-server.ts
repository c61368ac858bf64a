import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import helmet from 'helmet'
import { pathToFileURL } from 'node:url'

/* A bare Remix page on the Express stack of ours: `bare-remix-server.ts PORT BUILD`. */
const [port = '0', file = ''] = process.argv.slice(2)
const build = (await import(pathToFileURL(file).href)) as ServerBuild
const app = express()
app.disable('x-powered-by')
app.use(compression())
app.use(helmet())
app.all('*', createRequestHandler({ build, mode: 'production' }))
app.listen(Number(port), '127.0.0.1')
