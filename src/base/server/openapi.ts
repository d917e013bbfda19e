import { z } from 'zod'
import { type Endpoint, pathOf } from '../endpoint.ts'
import { WORKSPACE_HEADER } from './answer.ts'

/** Describes every endpoint, and every fact that other programs may be told of, in OpenAPI 3.1, from contracts and shapes alone. */
export function openApi(contracts: readonly Endpoint[], facts: Readonly<Record<string, z.ZodType>>, version: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Heed', version, description: 'Everything the web app can do, it does through these endpoints.' },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'heed.session_token' } },
      schemas: { Problem },
    },
    webhooks: Object.fromEntries(Object.entries(facts).map(([name, shape]) => [name, { post: told(name, shape) }])),
    paths: Object.fromEntries(contracts.map((contract) => [pathOf(contract), { [contract.kind === 'act' ? 'post' : 'get']: operation(contract) }])),
  }
}

const Problem = {
  type: 'object',
  description: 'RFC 9457. `code` is for machines, `title` a sentence in the asker’s language.',
  required: ['type', 'status', 'code', 'title', 'details'],
  properties: {
    type: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string' }, title: { type: 'string' }, details: { type: 'object' },
  },
}

function operation(contract: Endpoint): object {
  const inWorkspace = contract.needs !== 'signed_in' && !contract.needs.startsWith('token:')
  const workspace = { name: WORKSPACE_HEADER, in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }
  const input = schema(contract.input, 'input')
  const body = contract.letter ? schema(contract.letter, 'input') : contract.kind === 'act' ? input : null
  const output = contract.kind === 'file' ? { type: 'string', format: 'binary' } : schema(contract.output, 'output')
  const media = contract.kind === 'stream' ? 'text/event-stream' : contract.kind === 'file' ? 'application/octet-stream' : 'application/json'
  return {
    operationId: contract.name,
    tags: [contract.name.split('.')[0]],
    summary: contract.about,
    description: `Needs: \`${contract.needs}\`.`,
    security: contract.needs.startsWith('token:') ? [] : [{ session: [] }],
    parameters: [...(inWorkspace ? [workspace] : []), ...(contract.kind === 'act' && !contract.letter ? [] : queryParameters(input))],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'Done.', content: { [media]: { schema: output } } },
      default: { description: 'Refused, and why.', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

/** A call to another program, as it comes there. */
function told(name: string, shape: z.ZodType): object {
  const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((header) => ({ name: header, in: 'header', required: true, schema: { type: 'string' } }))
  const body = {
    type: 'object',
    required: ['type', 'timestamp', 'workspace', 'data'],
    properties: {
      type: { const: name },
      timestamp: { type: 'string', format: 'date-time' },
      workspace: { type: 'object', required: ['id', 'slug'], properties: { id: { type: 'string', format: 'uuid' }, slug: { type: 'string' } } },
      data: schema(shape, 'output'),
    },
  }
  return {
    operationId: `told ${name}`,
    summary: shape.description ?? name,
    parameters: signed,
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: { '2XX': { description: 'Taken. Anything else: told again later.' }, 410: { description: 'Gone: never told again.' } },
  }
}

type JsonSchema = { properties?: Record<string, object>; required?: string[] }

function schema(of: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(of, { io, unrepresentable: 'any' }) as JsonSchema
}

function queryParameters(input: JsonSchema): object[] {
  return Object.entries(input.properties ?? {}).map(([name, property]) => ({
    name, in: 'query', required: input.required?.includes(name) ?? false, schema: property,
  }))
}
