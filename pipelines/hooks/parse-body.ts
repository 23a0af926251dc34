import qs from 'qs'

/**
 * The members of a body: JSON, a form whose names may have brackets (`message[add][0][id]`), or the fields of a multipart one.
 * @returns null where it is none of these
 */
export async function parseBody(raw: Uint8Array, content_type: string): Promise<unknown> {
  const [type = ''] = content_type.toLowerCase().split(';')
  const text = () => new TextDecoder().decode(raw)
  if (type.trim() === 'application/x-www-form-urlencoded') return formOf(text())
  if (type.trim() === 'multipart/form-data') {
    const fields = await new Response(Buffer.from(raw), { headers: { 'content-type': content_type } })
      .formData()
      .catch(() => null)
    if (fields === null) return null
    const pairs = [...fields].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    return formOf(new URLSearchParams(pairs).toString())
  }
  try {
    return JSON.parse(text().replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** Lists stay lists up to this many, and nothing nests deeper than any vendor's form does. */
const FORM = { depth: 8, arrayLimit: 200, parameterLimit: 2_000, plainObjects: false } as const

function formOf(text: string): unknown {
  return qs.parse(text, FORM)
}
