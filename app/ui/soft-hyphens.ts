/**
 * Long compounds break where a reader would break them. `hyphens: auto` knows no Finnish in many browsers, so the joints
 * are written here, as the beginnings of words that our subject is full of.
 */
const joints = [
  'järjestö|foorumi',
  'järjestö|yhteistyö',
  'järjestö|yhdys|henkilö',
  'järjestö|avustu',
  'järjestö|toimi',
  'järjestö|raati',
  'järjestö|keskustelu',
  'hyvinvointi|alue',
  'hyvinvointi|kertomu',
  'hyvinvointi|suunnitelma',
  'hyvinvointi|raportti',
  'hyvinvointi|raporti',
  'hyvinvointi|koordinaattori',
  'hyvinvointi|lautakun',
  'vanhus|neuvosto',
  'vammais|neuvosto',
  'nuoriso|valtuusto',
  'nuoriso|vaaliliitto',
  'lapsi|perhe',
  'kunnan|valtuusto',
  'kunnan|hallitu',
  'kaupungin|hallitu',
  'kaupungin|valtuusto',
  'vaikuttamis|toimielin',
  'vaikuttamis|toimielim',
  'luottamus|henkilö',
  'viran|haltija',
  'talous|arvio|keskustelu',
  'talous|arvio',
  'palvelu|polku',
  'palvelu|verkko',
  'työ|paja',
  'tapahtuma|kalenteri',
  'suunnittelu|ryhmä',
  'ilmoittautumis|aika',
  'ilmoittautumis|lista',
  'saavutettavuus|seloste',
  'lausunto|kierro',
  'kuulemis|tilaisuu',
  'tiedotus|tilaisuu',
  'avajais|tilaisuu',
  'neuvottelu|tilaisuu',
  'yhteis|toiminta',
  'vapaaehtois|toiminta',
  'kumppanuus|pöytä',
  'kumppanuus|sopimu',
  'osallisuus|ohjelma',
  'osallisuus|suunnitelma',
  'yhtenäis|koulu',
  'kansalais|toiminta',
  'kylä|yhdisty',
  'liikunta|paikka',
  'turvallisuus|suunnitelma',
  'organisations|forum',
  'organisations|samarbete',
  'förenings|forum',
  'förenings|samarbete',
  'välfärds|område',
  'välfärds|berättelse',
  'välfärds|plan',
  'äldre|råd',
  'handikapp|råd',
  'ungdoms|fullmäktige',
  'kommun|fullmäktige',
  'budget|diskussion',
  'kontakt|person',
  'tillgänglighets|utlåtande',
]

const shy = '\u00AD'
const broken = new Map(joints.map((word) => [word.replaceAll('|', ''), word.replaceAll('|', shy)]))
// Longer words first, so that `talousarviokeskustelu` is not cut as `talousarvio`.
const pattern = new RegExp([...broken.keys()].sort((a, b) => b.length - a.length).join('|'), 'giu')

/** The text with soft hyphens in the joints of known compounds. Invisible until a line must break there. */
export function softHyphens(text: string): string {
  return text.replace(pattern, (found) => {
    const parts = (broken.get(found.toLowerCase()) ?? found).split(shy)
    let from = 0
    // Cut the text as it was written, so that capitals stay.
    return parts.map((part) => found.slice(from, (from += part.length))).join(shy)
  })
}
