import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { requirePermission } from '#app/guards.server.ts'

export function loader({ request, context }: LoaderFunctionArgs) {
  requirePermission({ request, context }, 'administer')
  return redirect('/admin/organisers')
}

export default function Nothing() {
  return null
}
