import common from './sv/common.json'
import pages from './sv/pages.json'
import people from './sv/people.json'
import directory from './sv/directory.json'
import audiences from './sv/audiences.json'
import venues from './sv/venues.json'
import events from './sv/events.json'
import agenda from './sv/agenda.json'
import changes from './sv/changes.json'
import sheet from './sv/sheet.json'
import history from './sv/history.json'
import itemForm from './sv/itemForm.json'
import templates from './sv/templates.json'
import seats from './sv/seats.json'
import letterTexts from './sv/letterTexts.json'
import invitations from './sv/invitations.json'
import draws from './sv/draws.json'
import tablePlaces from './sv/tablePlaces.json'
import questions from './sv/questions.json'
import guests from './sv/guests.json'
import openRegistration from './sv/openRegistration.json'
import needs from './sv/needs.json'
import participants from './sv/participants.json'
import reminders from './sv/reminders.json'
import changeLetters from './sv/changeLetters.json'
import attendance from './sv/attendance.json'
import inviteeMessages from './sv/inviteeMessages.json'
import organising from './sv/organising.json'
import proposals from './sv/proposals.json'
import topicSurveys from './sv/topicSurveys.json'
import calendar from './sv/calendar.json'
import ownData from './sv/ownData.json'
import mail from './sv/mail.json'
import live from './sv/live.json'
import run from './sv/run.json'

/** The Swedish words that pages need, by area. Letters are apart: no browser needs them. */
export default {
  common,
  pages,
  people,
  directory,
  audiences,
  venues,
  events,
  agenda,
  changes,
  sheet,
  history,
  itemForm,
  templates,
  seats,
  letterTexts,
  invitations,
  draws,
  tablePlaces,
  questions,
  guests,
  openRegistration,
  needs,
  participants,
  reminders,
  changeLetters,
  attendance,
  inviteeMessages,
  organising,
  proposals,
  topicSurveys,
  calendar,
  ownData,
  mail,
  live,
  run,
}
