export default function Front() {
  return <h1>Kutsu</h1>
}
