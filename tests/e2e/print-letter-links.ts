import path from 'node:path'
import { openDatabase } from '#db/database.ts'
import { linksOfEveryLetter } from '#tests/support/every-letter.ts'

/*
 * `print-letter-links.ts DATA_DIR BASE_URL SECRET`: writes a letter of each kind and prints the links in them, by kind. A process
 * of its own, because the browser tests' loader cannot read the words of the letters.
 */
const [dataDir = '', baseUrl = '', secret = ''] = process.argv.slice(2)
const db = openDatabase(path.join(dataDir, 'kutsu.db'))
const links = await linksOfEveryLetter(db, { baseUrl, secret })
await db.close()
process.stdout.write(JSON.stringify(Object.fromEntries(links)))
