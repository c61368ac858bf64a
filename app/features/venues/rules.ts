export const priceLevels = ['free', 'low', 'market'] as const

export type PhysicalAccess = { stepFree: boolean; inductionLoop: boolean; accessibleToilet: boolean }
export type Facilities = { hybridEquipment: boolean; kitchen: boolean; parking: boolean }
