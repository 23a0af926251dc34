/** Under whose name a report goes out. */
export interface Company {
  name: string
  /** as it is printed; null: none is told */
  phone: string | null
  /** a PNG or JPEG, null without one */
  logo: Uint8Array | null
  /** how a report names people on shift, never by surname: «Мария» or «дежурный» */
  staff: 'first_name' | 'on_duty'
}
