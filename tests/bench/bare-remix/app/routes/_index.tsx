const rows = Array.from({ length: 50 }, (_row, index) => `Row ${String(index + 1)}`)

export default function Rows() {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row}>{row}</li>
      ))}
    </ul>
  )
}
