import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../services.ts'

/** Answers a calendar address; false when the request is for something else. */
export async function answerFeed(
  _services: Services,
  _request: IncomingMessage,
  _response: ServerResponse,
): Promise<boolean> {
  return false
}
