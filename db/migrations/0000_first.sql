CREATE TABLE `agenda_items` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`minutes` integer NOT NULL,
	`presenter` text NOT NULL,
	`description` text NOT NULL,
	`before` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_items_event_id_position_index` ON `agenda_items` (`event_id`,`position`);--> statement-breakpoint
CREATE TABLE `published_agendas` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text,
	`items` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`verb` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`event_id` text,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_rows_subject_kind_subject_id_at_index` ON `audit_rows` (`subject_kind`,`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_rows_event_id_at_index` ON `audit_rows` (`event_id`,`at`);--> statement-breakpoint
CREATE TABLE `associations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`field_id` text NOT NULL,
	`scope` text NOT NULL,
	`municipality_id` text NOT NULL,
	`email` text,
	`contact_role` text,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`field_id`) REFERENCES `fields`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`municipality_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `associations_municipality_id_index` ON `associations` (`municipality_id`);--> statement-breakpoint
CREATE INDEX `associations_scope_index` ON `associations` (`scope`);--> statement-breakpoint
CREATE TABLE `bodies` (
	`id` text PRIMARY KEY NOT NULL,
	`organiser_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`statutory` integer NOT NULL,
	`email` text,
	`language` text NOT NULL,
	FOREIGN KEY (`organiser_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bodies_organiser_id_index` ON `bodies` (`organiser_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`organiser_id` text NOT NULL,
	`role` text NOT NULL,
	`email` text,
	`language` text NOT NULL,
	FOREIGN KEY (`organiser_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_organiser_id_kind_index` ON `contacts` (`organiser_id`,`kind`);--> statement-breakpoint
CREATE TABLE `fields` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organisers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`place` text,
	`parent_id` text,
	`subregion` text,
	`email` text,
	`languages` text NOT NULL,
	`population` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `organisers_parent_id_index` ON `organisers` (`parent_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`organiser_id` text NOT NULL,
	`convener_id` text,
	`kind` text NOT NULL,
	`level` text NOT NULL,
	`theme` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`time_zone` text NOT NULL,
	`attendance_mode` text NOT NULL,
	`venue_id` text,
	`online_url` text,
	`capacity` integer,
	`answer_by` integer,
	`languages` text NOT NULL,
	`state` text NOT NULL,
	`cancel_reason` text,
	`uid` text NOT NULL,
	`sequence` integer NOT NULL,
	`moved_from` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`published_at` integer,
	FOREIGN KEY (`organiser_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`convener_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_uid_unique` ON `events` (`uid`);--> statement-breakpoint
CREATE INDEX `events_organiser_id_starts_at_index` ON `events` (`organiser_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `events_state_starts_at_index` ON `events` (`state`,`starts_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`sending_id` text NOT NULL,
	`recipient_kind` text NOT NULL,
	`recipient_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`language` text NOT NULL,
	`link_id` text,
	`queued_at` integer,
	`answer` text NOT NULL,
	`place` text NOT NULL,
	`people` integer NOT NULL,
	`message` text,
	`answered_at` integer,
	`withdrawn_at` integer,
	`revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sending_id`) REFERENCES `sendings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_event_id_recipient_kind_recipient_id_unique` ON `invitations` (`event_id`,`recipient_kind`,`recipient_id`);--> statement-breakpoint
CREATE INDEX `invitations_link_id_index` ON `invitations` (`link_id`);--> statement-breakpoint
CREATE INDEX `invitations_sending_id_queued_at_index` ON `invitations` (`sending_id`,`queued_at`);--> statement-breakpoint
CREATE INDEX `invitations_event_id_answer_index` ON `invitations` (`event_id`,`answer`);--> statement-breakpoint
CREATE TABLE `sending_chunks` (
	`id` text PRIMARY KEY NOT NULL,
	`sending_id` text NOT NULL,
	`position` integer NOT NULL,
	`recipients` text NOT NULL,
	FOREIGN KEY (`sending_id`) REFERENCES `sendings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sending_chunks_sending_id_position_unique` ON `sending_chunks` (`sending_id`,`position`);--> statement-breakpoint
CREATE TABLE `sendings` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`greeting` text NOT NULL,
	`sender_id` text NOT NULL,
	`total` integer NOT NULL,
	`queued` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sendings_event_id_index` ON `sendings` (`event_id`);--> statement-breakpoint
CREATE INDEX `sendings_state_index` ON `sendings` (`state`);--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`generation` integer NOT NULL,
	`expires_at` integer,
	`subject_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`recipient` text NOT NULL,
	`revision` integer NOT NULL,
	`language` text NOT NULL,
	`from_name` text,
	`reply_to` text,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`queued_at` integer NOT NULL,
	`not_before` integer NOT NULL,
	`not_after` integer,
	`handed_over_at` integer,
	`sent_at` integer,
	`trouble` text,
	`text` text NOT NULL,
	`html` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letters_kind_subject_id_recipient_revision_unique` ON `letters` (`kind`,`subject_id`,`recipient`,`revision`);--> statement-breakpoint
CREATE INDEX `letters_state_not_before_index` ON `letters` (`state`,`not_before`);--> statement-breakpoint
CREATE INDEX `letters_state_not_after_index` ON `letters` (`state`,`not_after`);--> statement-breakpoint
CREATE INDEX `letters_subject_id_index` ON `letters` (`subject_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`language` text NOT NULL,
	`title` text,
	`active` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `roles` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_id` text NOT NULL,
	`association_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `roles_person_id_role_scope_id_unique` ON `roles` (`person_id`,`role`,`scope_id`);--> statement-breakpoint
CREATE INDEX `roles_role_scope_id_index` ON `roles` (`role`,`scope_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_person_id_index` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`link_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_ins_link_id_unique` ON `sign_ins` (`link_id`);--> statement-breakpoint
CREATE INDEX `sign_ins_person_id_index` ON `sign_ins` (`person_id`);--> statement-breakpoint
CREATE TABLE `venues` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`municipality_id` text NOT NULL,
	`seats` integer NOT NULL,
	`seats_in_groups` integer NOT NULL,
	`price_level` text NOT NULL,
	`terms` text NOT NULL,
	`access` text NOT NULL,
	`facilities` text NOT NULL,
	`booking_email` text,
	FOREIGN KEY (`municipality_id`) REFERENCES `organisers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `venues_municipality_id_index` ON `venues` (`municipality_id`);--> statement-breakpoint
CREATE TABLE `live_snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`state` blob NOT NULL,
	`checksum` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `live_updates` (
	`document` text NOT NULL,
	`seq` integer NOT NULL,
	`update` blob NOT NULL,
	`checksum` integer NOT NULL,
	`actor` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`document`, `seq`)
);
