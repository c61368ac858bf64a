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
CREATE INDEX `topic_proposals_proposer_id_index` ON `topic_proposals` (`proposer_id`);