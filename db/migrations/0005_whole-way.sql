CREATE TABLE `attendances` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`invitation_id` text,
	`name` text,
	`organisation` text,
	`people` integer NOT NULL,
	`tap_id` text NOT NULL,
	`tapped_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attendances_event_id_index` ON `attendances` (`event_id`);--> statement-breakpoint
CREATE TABLE `closed_doors` (
	`event_id` text PRIMARY KEY NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `change_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`was` text,
	`agenda_from` integer,
	`becomes` text,
	`agenda_to` integer,
	`state` text NOT NULL,
	`changed_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`sent` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `change_letters_event_id_number_unique` ON `change_letters` (`event_id`,`number`);--> statement-breakpoint
CREATE INDEX `change_letters_state_due_at_index` ON `change_letters` (`state`,`due_at`);--> statement-breakpoint
CREATE TABLE `draws` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`held_at` integer NOT NULL,
	`seed` text NOT NULL,
	`input` text NOT NULL,
	`drawn_order` text NOT NULL,
	`seated` text NOT NULL,
	`told` integer NOT NULL,
	`untold` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draws_event_id_unique` ON `draws` (`event_id`);--> statement-breakpoint
CREATE INDEX `draws_untold_index` ON `draws` (`untold`);--> statement-breakpoint
CREATE TABLE `co_organisers` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`organiser_id` text NOT NULL,
	`named_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organiser_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `co_organisers_event_id_organiser_id_unique` ON `co_organisers` (`event_id`,`organiser_id`);--> statement-breakpoint
CREATE INDEX `co_organisers_organiser_id_index` ON `co_organisers` (`organiser_id`);--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`from_person_id` text,
	`to_person_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `handovers_event_id_at_index` ON `handovers` (`event_id`,`at`);--> statement-breakpoint
CREATE TABLE `answer_marks` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`event_id` text NOT NULL,
	`at` integer NOT NULL,
	`name` text,
	`answer` text NOT NULL,
	`people` integer NOT NULL,
	`online` integer NOT NULL,
	`recorded` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `answer_marks_invitation_id_at_index` ON `answer_marks` (`invitation_id`,`at`);--> statement-breakpoint
CREATE TABLE `guests` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`event_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`online` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `guests_invitation_id_position_unique` ON `guests` (`invitation_id`,`position`);--> statement-breakpoint
CREATE INDEX `guests_event_id_index` ON `guests` (`event_id`);--> statement-breakpoint
CREATE TABLE `invitee_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`invitation_id` text NOT NULL,
	`event_id` text NOT NULL,
	`text` text NOT NULL,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invitee_messages_invitation_id_sent_at_index` ON `invitee_messages` (`invitation_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `invitee_messages_event_id_index` ON `invitee_messages` (`event_id`);--> statement-breakpoint
CREATE TABLE `open_registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`code` text NOT NULL,
	`open` integer NOT NULL,
	`closes_at` integer,
	`most_people` integer NOT NULL,
	`sending_id` text NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sending_id`) REFERENCES `sendings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `open_registrations_event_id_unique` ON `open_registrations` (`event_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `open_registrations_code_unique` ON `open_registrations` (`code`);--> statement-breakpoint
CREATE TABLE `registration_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`name` text NOT NULL,
	`association` text,
	`email` text NOT NULL,
	`people` integer NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`invitation_id` text,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `registration_requests_email_created_at_index` ON `registration_requests` (`email`,`created_at`);--> statement-breakpoint
CREATE INDEX `registration_requests_expires_at_index` ON `registration_requests` (`expires_at`);--> statement-breakpoint
CREATE TABLE `question_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`question_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`event_id` text NOT NULL,
	`value` text NOT NULL,
	`saved_at` integer NOT NULL,
	FOREIGN KEY (`question_id`) REFERENCES `questions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `question_answers_invitation_id_question_id_unique` ON `question_answers` (`invitation_id`,`question_id`);--> statement-breakpoint
CREATE INDEX `question_answers_question_id_index` ON `question_answers` (`question_id`);--> statement-breakpoint
CREATE INDEX `question_answers_event_id_index` ON `question_answers` (`event_id`);--> statement-breakpoint
CREATE TABLE `questions` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`required` integer NOT NULL,
	`wording` text NOT NULL,
	`options` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `questions_event_id_position_index` ON `questions` (`event_id`,`position`);--> statement-breakpoint
CREATE TABLE `auto_reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`kind` text NOT NULL,
	`on` integer NOT NULL,
	`days` integer NOT NULL,
	`time` text NOT NULL,
	`letter` text NOT NULL,
	`sent` integer NOT NULL,
	`last_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `auto_reminders_event_id_kind_unique` ON `auto_reminders` (`event_id`,`kind`);--> statement-breakpoint
CREATE TABLE `seat_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`way` text NOT NULL,
	`organisation_limit` integer,
	`quotas` text NOT NULL,
	`drawn_at` integer,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seat_rules_event_id_unique` ON `seat_rules` (`event_id`);--> statement-breakpoint
CREATE TABLE `closed_tables` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `closed_tables_event_id_item_id_unique` ON `closed_tables` (`event_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `table_places` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	`item_id` text NOT NULL,
	`place` text NOT NULL,
	`people` integer NOT NULL,
	`position` integer,
	`waiting_since` integer,
	`offered_until` integer,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invitation_id`) REFERENCES `invitations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `table_places_invitation_id_item_id_unique` ON `table_places` (`invitation_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `table_places_event_id_index` ON `table_places` (`event_id`);--> statement-breakpoint
CREATE TABLE `survey_chunks` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`position` integer NOT NULL,
	`recipients` text NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `topic_surveys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_chunks_survey_id_position_unique` ON `survey_chunks` (`survey_id`,`position`);--> statement-breakpoint
CREATE TABLE `survey_invitees` (
	`id` text PRIMARY KEY NOT NULL,
	`survey_id` text NOT NULL,
	`association_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`language` text NOT NULL,
	`link_id` text,
	`answered_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`survey_id`) REFERENCES `topic_surveys`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`association_id`) REFERENCES `associations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_invitees_survey_id_association_id_unique` ON `survey_invitees` (`survey_id`,`association_id`);--> statement-breakpoint
CREATE TABLE `topic_surveys` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`audience` text NOT NULL,
	`text` text NOT NULL,
	`closes_at` integer,
	`sender_id` text NOT NULL,
	`state` text NOT NULL,
	`total` integer NOT NULL,
	`queued` integer NOT NULL,
	`reminders` integer NOT NULL,
	`reminded_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `topic_surveys_event_id_unique` ON `topic_surveys` (`event_id`);--> statement-breakpoint
CREATE INDEX `topic_surveys_state_index` ON `topic_surveys` (`state`);--> statement-breakpoint
-- Foreign keys hold inside a migration: what points at the proposals steps aside while their table is made anew.
CREATE TABLE `__old_proposal_supports` AS SELECT * FROM `proposal_supports`;
--> statement-breakpoint
CREATE TABLE `__old_proposal_comments` AS SELECT * FROM `proposal_comments`;--> statement-breakpoint
DROP TABLE `proposal_supports`;--> statement-breakpoint
DELETE FROM `proposal_comments`;--> statement-breakpoint
CREATE TABLE `__new_topic_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`proposer_id` text,
	`link_id` text,
	`association_id` text,
	`lang` text NOT NULL,
	`title` text NOT NULL,
	`why` text NOT NULL,
	`minutes` integer NOT NULL,
	`speaker` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`reason_lang` text,
	`decided_at` integer,
	`decided_by` text,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`association_id`) REFERENCES `associations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_topic_proposals`("id", "event_id", "proposer_id", "association_id", "lang", "title", "why", "minutes", "speaker", "state", "reason", "reason_lang", "decided_at", "decided_by", "revision", "created_at") SELECT "id", "event_id", "proposer_id", "association_id", "lang", "title", "why", "minutes", "speaker", "state", "reason", "reason_lang", "decided_at", "decided_by", "revision", "created_at" FROM `topic_proposals`;--> statement-breakpoint
DROP TABLE `topic_proposals`;--> statement-breakpoint
ALTER TABLE `__new_topic_proposals` RENAME TO `topic_proposals`;--> statement-breakpoint
CREATE TABLE `proposal_supports` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`association_id` text NOT NULL,
	`person_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `topic_proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`association_id`) REFERENCES `associations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `proposal_supports`("id", "proposal_id", "association_id", "person_id", "created_at") SELECT "id", "proposal_id", "association_id", "person_id", "created_at" FROM `__old_proposal_supports`;--> statement-breakpoint
INSERT INTO `proposal_comments`("id", "proposal_id", "author_id", "association_id", "lang", "text", "created_at") SELECT "id", "proposal_id", "author_id", "association_id", "lang", "text", "created_at" FROM `__old_proposal_comments`;--> statement-breakpoint
DROP TABLE `__old_proposal_supports`;--> statement-breakpoint
DROP TABLE `__old_proposal_comments`;--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_supports_proposal_id_association_id_unique` ON `proposal_supports` (`proposal_id`,`association_id`);--> statement-breakpoint
CREATE INDEX `topic_proposals_event_id_created_at_index` ON `topic_proposals` (`event_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `topic_proposals_proposer_id_index` ON `topic_proposals` (`proposer_id`);--> statement-breakpoint
ALTER TABLE `invitations` ADD `online` integer DEFAULT 0 NOT NULL;
