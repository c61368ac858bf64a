CREATE TABLE `agenda_edits` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`details` text NOT NULL,
	`people` text NOT NULL,
	`from` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_edits_event_id_at_index` ON `agenda_edits` (`event_id`,`at`);--> statement-breakpoint
CREATE INDEX `agenda_edits_event_id_item_id_index` ON `agenda_edits` (`event_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `agenda_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`at` integer NOT NULL,
	`cause` text NOT NULL,
	`people` text NOT NULL,
	`items` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_versions_event_id_at_index` ON `agenda_versions` (`event_id`,`at`);--> statement-breakpoint
CREATE TABLE `agenda_locks` (
	`id` text PRIMARY KEY NOT NULL,
	`locked_at` integer NOT NULL,
	`locked_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `proposal_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`author_id` text NOT NULL,
	`association_id` text,
	`lang` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `topic_proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`association_id`) REFERENCES `associations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `proposal_comments_proposal_id_created_at_index` ON `proposal_comments` (`proposal_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `proposal_supports` (
	`id` text PRIMARY KEY NOT NULL,
	`proposal_id` text NOT NULL,
	`association_id` text NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`proposal_id`) REFERENCES `topic_proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`association_id`) REFERENCES `associations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_supports_proposal_id_association_id_unique` ON `proposal_supports` (`proposal_id`,`association_id`);--> statement-breakpoint
CREATE TABLE `topic_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`proposer_id` text NOT NULL,
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
CREATE INDEX `topic_proposals_event_id_created_at_index` ON `topic_proposals` (`event_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `topic_proposals_proposer_id_index` ON `topic_proposals` (`proposer_id`);--> statement-breakpoint
CREATE TABLE `run_marks` (
	`event_id` text NOT NULL,
	`item_id` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`skipped` integer NOT NULL,
	`stretched` integer NOT NULL,
	PRIMARY KEY(`event_id`, `item_id`),
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `association_id` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `place` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `state` text DEFAULT 'agreed' NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `pinned` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `within` text;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `capacity` integer;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `closed` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `agenda_items` ADD `proposal_id` text;--> statement-breakpoint
UPDATE `agenda_items` SET `description` = CASE WHEN `description` = '' THEN '[]' ELSE json_array(json_object('kind', 'paragraph', 'spans', json_array(json_object('text', `description`)))) END;--> statement-breakpoint
UPDATE `published_agendas` SET `items` = (
	SELECT json_group_array(json_set(value,
		'$.associationId', NULL, '$.place', '', '$.state', 'agreed', '$.pinned', NULL, '$.within', NULL,
		'$.capacity', NULL, '$.closed', json('false'), '$.proposalId', NULL,
		'$.description', CASE WHEN json_extract(value, '$.description') = '' THEN json('[]')
			ELSE json_array(json_object('kind', 'paragraph', 'spans', json_array(json_object('text', json_extract(value, '$.description'))))) END))
	FROM json_each(`published_agendas`.`items`)
);
