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
-- By hand: those who answered before come to the place. SQLite adds no required column without a value.
ALTER TABLE `invitations` ADD `online` integer DEFAULT 0 NOT NULL;