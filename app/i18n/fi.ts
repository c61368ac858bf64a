import common from './fi/common.json'
import pages from './fi/pages.json'
import people from './fi/people.json'
import directory from './fi/directory.json'
import audiences from './fi/audiences.json'
import venues from './fi/venues.json'
import events from './fi/events.json'
import agenda from './fi/agenda.json'
import changes from './fi/changes.json'
import sheet from './fi/sheet.json'
import history from './fi/history.json'
import itemForm from './fi/itemForm.json'
import templates from './fi/templates.json'
import seats from './fi/seats.json'
import letterTexts from './fi/letterTexts.json'
import invitations from './fi/invitations.json'
import draws from './fi/draws.json'
import tablePlaces from './fi/tablePlaces.json'
import questions from './fi/questions.json'
import guests from './fi/guests.json'
import openRegistration from './fi/openRegistration.json'
import needs from './fi/needs.json'
import participants from './fi/participants.json'
import reminders from './fi/reminders.json'
import changeLetters from './fi/changeLetters.json'
import attendance from './fi/attendance.json'
import inviteeMessages from './fi/inviteeMessages.json'
import organising from './fi/organising.json'
import proposals from './fi/proposals.json'
import topicSurveys from './fi/topicSurveys.json'
import calendar from './fi/calendar.json'
import ownData from './fi/ownData.json'
import mail from './fi/mail.json'
import live from './fi/live.json'
import run from './fi/run.json'

/** The Finnish words that pages need, by area. Letters are apart: no browser needs them. */
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
