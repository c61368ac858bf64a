import common from './en/common.json'
import pages from './en/pages.json'
import people from './en/people.json'
import directory from './en/directory.json'
import audiences from './en/audiences.json'
import venues from './en/venues.json'
import events from './en/events.json'
import agenda from './en/agenda.json'
import changes from './en/changes.json'
import sheet from './en/sheet.json'
import history from './en/history.json'
import itemForm from './en/itemForm.json'
import templates from './en/templates.json'
import seats from './en/seats.json'
import letterTexts from './en/letterTexts.json'
import invitations from './en/invitations.json'
import draws from './en/draws.json'
import tablePlaces from './en/tablePlaces.json'
import questions from './en/questions.json'
import guests from './en/guests.json'
import openRegistration from './en/openRegistration.json'
import needs from './en/needs.json'
import participants from './en/participants.json'
import reminders from './en/reminders.json'
import changeLetters from './en/changeLetters.json'
import attendance from './en/attendance.json'
import inviteeMessages from './en/inviteeMessages.json'
import organising from './en/organising.json'
import proposals from './en/proposals.json'
import topicSurveys from './en/topicSurveys.json'
import calendar from './en/calendar.json'
import ownData from './en/ownData.json'
import mail from './en/mail.json'
import live from './en/live.json'
import run from './en/run.json'

/** The English words that pages need, by area. Letters are apart: no browser needs them. */
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
